using Microsoft.AspNetCore.Mvc;

namespace Registry.Api;

/// <summary>An answer that tells of a problem, as <c>application/problem+json</c>.</summary>
internal sealed class Problem(ProblemType type, string detail) : IResult
{
    private readonly List<KeyValuePair<string, object>> members = [];

    public ProblemType Type => type;

    /// <summary>After how many seconds a repetition makes sense; null to say nothing about it.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether what was asked for may have happened nevertheless.</summary>
    public bool MayHaveChanged { get; init; }

    /// <summary>Adds a member of its own to the answer.</summary>
    public Problem With(string name, object value)
    {
        members.Add(new(name, value));
        return this;
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = type.Status;
        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        httpContext.RequestServices.GetRequiredService<ApiMetrics>().ProblemAnswered(type);
        if (HubErrors.Takes(httpContext))
        {
            return HubErrors.WriteAsync(httpContext, type.Status, MayHaveChanged);
        }

        return JsonWriter.WriteAsync(response, Body(httpContext), ApiJson.Readable.ProblemDetails, "application/problem+json");
    }

    private ProblemDetails Body(HttpContext httpContext)
    {
        var body = new ProblemDetails { Type = type.Uri, Title = type.Title, Status = type.Status, Detail = detail };
        foreach (var (name, value) in members)
        {
            body.Extensions[name] = value;
        }

        body.Extensions["traceId"] = RequestTrace.IdOf(httpContext);
        return body;
    }
}
