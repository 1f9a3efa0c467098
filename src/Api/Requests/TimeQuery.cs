using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Registry.Api;

/// <summary>The moment of the past that is asked for.</summary>
internal sealed record TimeQuery(DateTimeOffset Value) : IBindableFromHttpContext<TimeQuery>, IEndpointParameterMetadataProvider
{
    private const string Name = "time";

    public static ValueTask<TimeQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (Read(context, Name) is not { } time)
        {
            throw QueryText.Fault(Name, $"Must be given: {TimeText.Rule}.");
        }

        return time <= context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()
            ? ValueTask.FromResult<TimeQuery?>(new(time))
            : throw QueryText.Fault(Name, "Must not be in the future: what will be is not known.");
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ParameterDoc(Name, "query", "The moment, in ISO 8601 with its offset from UTC. Not in the future.") { IsRequired = true, Format = "date-time", Example = "2026-11-23T15:30:00Z" });

    /// <summary>A moment in a query parameter; null where it is left out.</summary>
    public static DateTimeOffset? Read(HttpContext context, string name)
    {
        if (QueryText.Single(context, name) is not { } text)
        {
            return null;
        }

        return TimeText.TryParse(text, out var time) ? time : throw QueryText.Fault(name, $"Must be {TimeText.Rule}.");
    }
}
