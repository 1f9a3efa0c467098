using System.Globalization;
using System.Text.Json;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>Compares answers with what the reference says about them.</summary>
internal sealed class AnswerCheck(Reference reference)
{
    // What a server may say to what is no HTTP; nobody of ours has seen it then.
    private static readonly int[] ServerRefusals = [400, 408, 411, 413, 414, 431, 501, 505];

    // Rules that depend on more than the form of a member: who calls, another member, an endpoint, the time. The reference has them in words.
    private static readonly Dictionary<string, string[]> InWords = new()
    {
        ["PutApp"] = ["developer", "webhook.url"],
        ["SetAppWebhook"] = ["url"],
        ["ReviewApp"] = ["reasons"],
        ["GetInstallationAsOf"] = ["time"],
    };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public IEnumerable<string> Faults(FuzzRequest request, RawAnswer answer)
    {
        if (answer.Endpoint is null)
        {
            return ServerRefusals.Contains(answer.Status) && answer.Body.Length == 0 ? [] : [$"{answer.Status} is from the server itself"];
        }

        return reference.ById.TryGetValue(answer.Endpoint, out var operation)
            ? [.. Common(answer), .. OfOperation(operation, request, answer), .. Expected(operation, request, answer)]
            : [.. Common(answer), .. OfOther(request, answer)];
    }

    private static IEnumerable<string> Common(RawAnswer answer)
    {
        if (answer.Status >= 500)
        {
            yield return $"{answer.Status} says that it is the service's fault";
        }

        if (answer.Headers.GetValueOrDefault("X-Content-Type-Options") != "nosniff")
        {
            yield return "X-Content-Type-Options is missing";
        }
    }

    private IEnumerable<string> OfOperation(ApiOperation operation, FuzzRequest request, RawAnswer answer)
    {
        if (!operation.Answers.TryGetValue(answer.Status, out var expected))
        {
            return [$"{operation} has no answer {answer.Status} in the reference"];
        }

        var headers = expected.Headers.Select(header => OfHeader(header.Key, header.Value, answer)).OfType<string>();
        return request.Method == "HEAD" || (expected.Contents.Count == 0 && answer.Body.Length == 0) ? headers : [.. headers, .. OfBody(operation, expected, answer)];
    }

    private static string? OfHeader(string name, JsonElement header, RawAnswer answer)
    {
        if (!answer.Headers.TryGetValue(name, out var value))
        {
            return header.TryGetProperty("required", out var isRequired) && isRequired.GetBoolean() ? $"the header {name} is missing" : null;
        }

        return header.GetProperty("schema").GetProperty("type").GetString() == "integer" && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? $"the header {name} is {value}, no number"
            : null;
    }

    private IEnumerable<string> OfBody(ApiOperation operation, ApiAnswer expected, RawAnswer answer)
    {
        if (answer.MediaType is not { } type || !expected.Contents.TryGetValue(type, out var content))
        {
            return [$"{operation} has no {answer.Status} of type {answer.MediaType} in the reference"];
        }

        if (content.Schema is null)
        {
            return answer.Body.Length == 0 ? ["there is no body"] : [];
        }

        return TryParse(answer, out var json)
            ? [.. OfSchema(content.Schema, json), .. type == "application/problem+json" ? OfProblem(content.Slugs, json, answer) : []]
            : ["the body is no JSON, or has a member twice"];
    }

    private IEnumerable<string> OfSchema(string schema, JsonElement json) =>
        reference.Difference(schema, json) is { } difference ? [$"the body is not as {schema} in the reference: {difference}"] : [];

    private static IEnumerable<string> OfProblem(IReadOnlySet<string> slugs, JsonElement json, RawAnswer answer)
    {
        var slug = Slug(json);
        if (!ProblemTypes.BySlug.TryGetValue(slug, out var type))
        {
            yield return $"nobody knows the problem {slug}";
        }
        else if (type.Status != answer.Status || json.GetProperty("status").GetInt32() != answer.Status)
        {
            yield return $"{slug} is no {answer.Status}";
        }
        else if (slugs.Count > 0 && !slugs.Contains(slug))
        {
            yield return $"{slug} is not among the problems that the reference lists here: {string.Join(", ", slugs)}";
        }
    }

    // No operation: an address or a method that there is not, or a page of the Hub.
    private IEnumerable<string> OfOther(FuzzRequest request, RawAnswer answer)
    {
        if (answer.MediaType != "application/problem+json" || request.Method == "HEAD")
        {
            return request.Target.StartsWith("/v1/", StringComparison.Ordinal) && answer.Status is 404 or 405 && request.Method != "HEAD" && answer.MediaType != "text/html"
                ? [$"{answer.Status} of type {answer.MediaType} is no problem"]
                : [];
        }

        return !TryParse(answer, out var json) ? ["the body is no JSON, or has a member twice"]
            : [.. OfSchema("Problem", json), .. OfProblem(new HashSet<string>(), json, answer), .. answer.Status == 405 && !answer.Headers.ContainsKey("Allow") ? ["Allow is missing"] : Array.Empty<string>()];
    }

    private static IEnumerable<string> Expected(ApiOperation operation, FuzzRequest request, RawAnswer answer)
    {
        var isUnknown = !request.Caller.IsKnown && !operation.IsOpen;
        if (isUnknown != (answer.Status == 401))
        {
            yield return isUnknown ? "the caller is not known" : "the caller is known";
        }

        if (request.Expectation == Expectation.IsRefused && operation == request.Operation && answer.Status is < 400 or >= 500)
        {
            yield return "the reference forbids the request, and it was not refused";
        }

        if (request.Expectation == Expectation.IsInForm && request.Method != "HEAD" && (answer.Status is 413 or 415 || (answer.Status == 400 && IsFaultOfForm(operation, answer))))
        {
            yield return "the reference permits the form of the request";
        }
    }

    private static bool IsFaultOfForm(ApiOperation operation, RawAnswer answer)
    {
        var json = JsonDocument.Parse(answer.Body).RootElement;
        return Slug(json) == "invalid_request"
            && json.GetProperty("errors").EnumerateObject().Any(error => !InWords.GetValueOrDefault(operation.Id, []).Contains(error.Name));
    }

    private static string Slug(JsonElement json) => json.GetProperty("type").GetString()!.Split(':')[^1];

    private static bool TryParse(RawAnswer answer, out JsonElement json)
    {
        try
        {
            json = JsonDocument.Parse(answer.Body, Strict).RootElement;
            return true;
        }
        catch (JsonException)
        {
            json = default;
            return false;
        }
    }
}
