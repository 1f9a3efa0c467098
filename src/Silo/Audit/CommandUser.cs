namespace Registry.Silo;

/// <summary>Who runs a command, as audit logs name people.</summary>
internal static class CommandUser
{
    public static string Actor => $"local/{Environment.UserName}";
}
