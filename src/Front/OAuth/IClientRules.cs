namespace Registry.Front;

/// <summary>What is asked of what apps show to be themselves.</summary>
public interface IClientRules
{
    /// <summary>What is wrong with a JSON Web Key Set of an app and how to mend it, as a sentence; null where nothing is.</summary>
    string? FaultOfKeys(string keys);
}
