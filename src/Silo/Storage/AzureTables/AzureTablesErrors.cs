using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The one place where failures of Azure Table Storage become <see cref="RegistryUnavailableException"/>.</summary>
internal sealed class AzureTablesErrors : IStorageErrors
{
    // Nobody passes these calls a token, so a cancellation is a time limit of the SDK.
    public bool IsOutage(Exception exception) => exception switch
    {
        AggregateException all => all.InnerExceptions.All(IsOutage),
        RequestFailedException or AuthenticationFailedException or TimeoutException or OperationCanceledException => true,
        IOException or HttpRequestException or SocketException => true,
        _ => false,
    };

    public RegistryUnavailableException ToUnavailable(string operation, bool isWrite, Exception exception) =>
        new($"The storage failed at {operation}: {Summary(exception)}", isWrite && MayHaveHappened(exception), exception);

    /// <summary>What to tell about it: the message of a failed request goes on with all of its headers.</summary>
    public static string Summary(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Summary(last),
        RequestFailedException { Status: > 0 } failed => $"{failed.Status} {failed.ErrorCode}",
        _ => exception.Message.Split('\n')[0].Trim(),
    };

    // The service has refused a request with a status of 400 to 499, but for 408, which it gives to one that it did not get
    // through with. For 503 the documentation says that the server can't receive requests now; but gateways say it too, of
    // a request that they passed on. A token that could not be had was not sent with anything.
    private static bool MayHaveHappened(Exception exception) => exception switch
    {
        AggregateException all => all.InnerExceptions.Any(MayHaveHappened),
        RequestFailedException { Status: >= 400 and < 500 and not 408 } => false,
        RequestFailedException { Status: 0, InnerException: { } inner } => MayHaveHappened(inner),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } => false,
        AuthenticationFailedException => false,
        _ => true,
    };
}
