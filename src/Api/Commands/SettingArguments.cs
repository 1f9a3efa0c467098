namespace Registry.Api;

/// <summary>Settings on the command line: <c>--Key value</c>, <c>--Key=value</c> or <c>Key=value</c>.</summary>
internal static class SettingArguments
{
    /// <summary>The first argument that is no setting, or null.</summary>
    public static string? Unknown(IReadOnlyList<string> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument.Contains('=', StringComparison.Ordinal))
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
