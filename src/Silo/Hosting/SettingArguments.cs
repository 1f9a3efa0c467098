namespace Registry.Silo;

/// <summary>Settings on the command line: <c>--Key value</c>, <c>--Key=value</c> or <c>Key=value</c>.</summary>
internal static class SettingArguments
{
    /// <summary>The first argument that is no setting, or null.</summary>
    /// <param name="arguments">What is left of the command line.</param>
    /// <param name="needsSection">Whether keys without a section, which the host alone would know, are none either.</param>
    public static string? Unknown(IReadOnlyList<string> arguments, bool needsSection = false)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            var isWhole = argument.Contains('=', StringComparison.Ordinal);
            if (needsSection && !argument.Split('=')[0].Contains(':', StringComparison.Ordinal))
            {
                return argument;
            }

            if (isWhole)
            {
                continue;
            }

            if (!argument.StartsWith("--", StringComparison.Ordinal) || index + 1 == arguments.Count)
            {
                return argument;
            }

            index++;
        }

        return null;
    }
}
