using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Which entries of an audit log are asked for.</summary>
internal sealed record AuditQuery(AuditFilter Filter) : IBindableFromHttpContext<AuditQuery>, IEndpointParameterMetadataProvider
{
    private const int MostCharacters = 256;

    /// <summary>The filter as part of what a cursor belongs to.</summary>
    public string Text => $"action={Filter.Action}&actor={Filter.Actor}&subject={Filter.Subject}&from={Filter.From:O}&until={Filter.Until:O}";

    public static ValueTask<AuditQuery?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<AuditQuery?>(new(new AuditFilter(
        QueryText.Choice<AuditAction>(context, "action"), Words(context, "actor"), Words(context, "subject"), TimeQuery.Read(context, "from"), TimeQuery.Read(context, "until"))));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ParameterDoc("action", "query", "Only entries of this kind.") { Values = JsonNames.All<AuditAction>(), Example = "app_suspended" });
        builder.Metadata.Add(new ParameterDoc("actor", "query", "Only what this actor did: the whole text, or all of it before the slash.") { MaxLength = MostCharacters, Example = "operator" });
        builder.Metadata.Add(new ParameterDoc("subject", "query", "Only what was done to this.") { MaxLength = MostCharacters, Example = "app/fin-reports" });
        builder.Metadata.Add(new ParameterDoc("from", "query", "Only what happened at this time or later, in ISO 8601 with its offset from UTC.") { Format = "date-time", Example = "2026-05-03T00:00:00Z" });
        builder.Metadata.Add(new ParameterDoc("until", "query", "Only what happened before this time, in ISO 8601 with its offset from UTC.") { Format = "date-time", Example = "2026-05-04T00:00:00Z" });
    }

    private static string? Words(HttpContext context, string name) => QueryText.Single(context, name) is var words && words?.Length > MostCharacters
        ? throw QueryText.Fault(name, $"Must have {MostCharacters} characters at most.")
        : words;
}
