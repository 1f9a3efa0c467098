using System.Net.Sockets;

namespace Registry.Silo;

/// <summary>What went wrong with a call, in words for the developer of the app.</summary>
internal static class EndpointFaults
{
    /// <summary>The words, or null for what is no fault of endpoint and network.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        EndpointException => exception.Message,
        HttpRequestException { InnerException: EndpointException refused } => refused.Message,
        HttpRequestException request => Explain(request.HttpRequestError, request.InnerException),
        HttpIOException cut => Explain(cut.HttpRequestError, cut.InnerException),

        // The handler lets the socket's own exception through where a connection ends while it comes about.
        IOException or SocketException => "The connection was cut.",
        _ => null,
    };

    private static string Explain(HttpRequestError error, Exception? cause) => error switch
    {
        HttpRequestError.SecureConnectionError => "The endpoint does not speak TLS as it should.",
        HttpRequestError.ConnectionError => cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
            ? "The connection was refused."
            : "The endpoint could not be connected to.",
        HttpRequestError.InvalidResponse => "The answer is no HTTP.",
        HttpRequestError.ConfigurationLimitExceeded => "The headers of the answer are too long.",
        _ => "The connection was cut.",
    };
}
