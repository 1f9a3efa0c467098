using System.Collections.Immutable;
using System.ComponentModel;

namespace Registry.Api;

/// <summary>Tokens that were found where they should not be.</summary>
[Example("""{ "tokens": ["registry_at_TA8nMG1CidQdcap4vhtCBhyA2vleKdDmDRKanWzlVcjmOmOFFkXYlwd3c19hY21lZmluLXJlcG9ydHNRAl3P"], "source": "https://code.example/fin/reports/blob/main/config.js" }""")]
internal sealed record TokenReportBody
{
    [Items(100, Least = 1)]
    [Description("The access or refresh tokens, as they were found.")]
    public required ImmutableArray<string> Tokens { get; set; }

    [Text(TextRule.MostReason)]
    [Description("Where they were found, for people: an address, or words.")]
    public required string Source { get; set; }
}
