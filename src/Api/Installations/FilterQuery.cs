using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Which installations of a list are asked for.</summary>
internal sealed record FilterQuery(InstallationFilter Filter) : IBindableFromHttpContext<FilterQuery>, IEndpointParameterMetadataProvider
{
    /// <summary>The filter as part of what a cursor belongs to.</summary>
    public string Text => $"status={Filter.Status}&lackingScope={Filter.LackingScope}";

    public static ValueTask<FilterQuery?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<FilterQuery?>(new(new InstallationFilter(QueryText.Choice<InstallationStatus>(context, "status"), QueryText.Id<ScopeId>(context, "lackingScope"))));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ParameterDoc("status", "query", "Only those of this status; left out for all but the uninstalled ones.")
        {
            Values = JsonNames.All<InstallationStatus>(),
            Example = "installed",
        });
        builder.Metadata.Add(new ParameterDoc("lackingScope", "query", "Only those that have not granted this scope.")
        {
            Pattern = ScopeId.Pattern,
            Example = "read_tags",
        });
    }
}
