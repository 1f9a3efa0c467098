using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The head of an audit log that its reader has kept.</summary>
internal sealed record HeadQuery(AuditHead? Value) : IBindableFromHttpContext<HeadQuery>, IEndpointParameterMetadataProvider
{
    private const string Name = "head";

    public static ValueTask<HeadQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (QueryText.Single(context, Name) is not { } text)
        {
            return ValueTask.FromResult<HeadQuery?>(new((AuditHead?)null));
        }

        return AuditHead.TryParse(text, null, out var head) ? ValueTask.FromResult<HeadQuery?>(new(head)) : throw QueryText.Fault(Name, $"Must be {AuditHead.Rule}.");
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ParameterDoc(Name, "query", "The head that an earlier verification told: whether all up to there is as it was then.")
        {
            Pattern = $"^[0-9]{{1,18}}:[0-9A-Fa-f]{{{AuditHead.HashDigits}}}$",
            Example = "12:5f1d7a84db00d2fce00b31a7fc73224957e6a9a1ba4bd9f6a2a6c2ae0a1b7a10",
        });
}
