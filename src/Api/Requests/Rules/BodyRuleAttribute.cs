using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>A rule on a member of a body: checked on every request, told by the reference.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class BodyRuleAttribute : Attribute
{
    /// <param name="value">The value: of the right type and not null.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="context">Takes what is wrong with it.</param>
    public abstract void Check(JsonElement value, string path, BodyRuleContext context);

    public abstract void Describe(OpenApiSchema schema);
}
