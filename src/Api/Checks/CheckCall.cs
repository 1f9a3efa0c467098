namespace Registry.Api;

/// <summary>Metadata of endpoints that answer checks, which have precedence over everything else.</summary>
internal sealed class CheckCall
{
    public static readonly CheckCall Instance = new();
}
