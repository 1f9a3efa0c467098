using System.ComponentModel;

namespace Registry.Api;

/// <summary>What a person calls an access token.</summary>
[Example("""{ "name": "Production" }""")]
internal sealed record TokenNameBody
{
    [Text(TextRule.MostName)]
    [Description("The name, for people.")]
    public required string Name { get; set; }
}
