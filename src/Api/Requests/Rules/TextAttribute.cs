using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>Text for people: some characters that are not all blank, and no control characters.</summary>
internal sealed class TextAttribute(int most) : BodyRuleAttribute
{
    /// <summary>Whether it may have several lines.</summary>
    public bool Lines { get; init; }

    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text) || text.EnumerateRunes().Count() > most)
        {
            context.Faults.Add(path, string.Create(CultureInfo.InvariantCulture, $"Must be 1 to {most} characters, and not only blanks."));
        }

        if (text.Any(character => char.IsControl(character) && !(Lines && character is ('\n' or '\r' or '\t'))))
        {
            context.Faults.Add(path, "Must not have control characters.");
        }
    }

    public override void Describe(OpenApiSchema schema)
    {
        schema.MinLength = 1;
        schema.MaxLength = most;
    }
}
