namespace Registry.Grains;

/// <summary>Who makes a change, and when.</summary>
internal readonly record struct Stamp(string Actor, DateTimeOffset At);
