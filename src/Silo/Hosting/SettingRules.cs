using System.Globalization;
using Microsoft.Extensions.Options;

namespace Registry.Silo;

/// <summary>Checks the settings of a section. What is wrong is told to the person who wrote the configuration: which key, which value, what is allowed.</summary>
internal sealed class SettingRules(string section)
{
    private readonly List<string> failures = [];

    public ValidateOptionsResult Result => failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

    public SettingRules IsNotEmpty(string setting, string? value, string rule) =>
        Check(!string.IsNullOrWhiteSpace(value), setting, "", rule);

    public SettingRules IsOneOf(string setting, string? value, params string[] allowed) =>
        Check(allowed.Contains(value, StringComparer.OrdinalIgnoreCase), setting, value, $"it must be one of {string.Join(", ", allowed)}");

    public SettingRules IsBetween(string setting, TimeSpan value, TimeSpan least, TimeSpan most) =>
        Check(value >= least && value <= most, setting, Text(value), $"it must be between {Text(least)} and {Text(most)}");

    public SettingRules IsBetween(string setting, int value, int least, int most) =>
        Check(value >= least && value <= most, setting, $"{value}", $"it must be between {least} and {most}");

    public SettingRules IsBetween(string setting, double value, double least, double most) => Check(
        value >= least && value <= most,
        setting,
        value.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"it must be between {least} and {most}"));

    public SettingRules Check(bool holds, string setting, string? value, string rule)
    {
        if (!holds)
        {
            failures.Add($"{section}:{setting} is {(string.IsNullOrWhiteSpace(value) ? "empty" : value)}; {rule}.");
        }

        return this;
    }

    private static string Text(TimeSpan value)
    {
        var text = value.ToString("c", CultureInfo.InvariantCulture);
        return value.Ticks % TimeSpan.TicksPerSecond == 0 ? text : text.TrimEnd('0');
    }
}
