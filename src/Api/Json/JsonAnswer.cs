using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace Registry.Api;

/// <summary>An answer with a JSON body and, where the object has versions, its <c>ETag</c>.</summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type) : IResult
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The revision or manifest version; null where the answer is no single object.</summary>
    public long? Version { get; init; }

    /// <summary>The path of what was made, where it is not that of the request.</summary>
    public string? Location { get; init; }

    /// <summary>Where there is more about the answer (RFC 8288); null for nowhere.</summary>
    public string? Link { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (Version is { } version)
        {
            response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        }

        if (Location is not null || Status == StatusCodes.Status201Created)
        {
            response.Headers.Location = Location ?? httpContext.Request.Path.ToUriComponent();
        }

        if (Link is not null)
        {
            response.Headers.Link = Link;
        }

        return JsonWriter.WriteAsync(response, value, type, JsonWriter.MediaType);
    }
}
