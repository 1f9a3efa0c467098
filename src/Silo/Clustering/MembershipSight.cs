namespace Registry.Silo;

/// <summary>What a look at the membership table showed.</summary>
/// <param name="AskedAt">The timestamp right before the table was asked.</param>
/// <param name="IsDeclaredDead">Whether this silo is dead there, or not there any more.</param>
/// <param name="SettlingTime">How long a silo that was declared dead may still act; zero where none may.</param>
internal sealed record MembershipSight(long AskedAt, bool IsDeclaredDead, TimeSpan SettlingTime);
