namespace Registry.Front;

/// <summary>What may be set for the tokens of an app.</summary>
public static class OAuthRules
{
    /// <summary>The shortest time that access tokens may be good for.</summary>
    public static TimeSpan ShortestLifetime { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest time that access tokens which expire may be good for.</summary>
    public static TimeSpan LongestLifetime { get; } = TimeSpan.FromDays(1);
}
