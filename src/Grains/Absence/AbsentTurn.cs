namespace Registry.Grains;

/// <summary>
/// Whether an activation has waited for its turn (<see cref="AbsentPace"/>): before anything is answered about what never was, and
/// once, as it is one of those from then on that are kept for being asked again. Changes do not wait.
/// </summary>
internal struct AbsentTurn
{
    private bool isTaken;

    /// <summary>Waits, where there is nothing of the activation's key and it has not waited before.</summary>
    /// <exception cref="RegistryUnavailableException">So many wait already that it would take too long.</exception>
    public ValueTask TakeAsync(AbsentPace pace, bool isAbsent)
    {
        if (!isAbsent || isTaken)
        {
            return default;
        }

        isTaken = true;
        return pace.TakeTurnAsync();
    }
}
