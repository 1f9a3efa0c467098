namespace Registry.Api;

/// <summary>Metadata of the endpoints that change something.</summary>
internal sealed class ChangingCall
{
    public static readonly ChangingCall Instance = new();

    private ChangingCall()
    {
    }
}
