namespace Registry.Front;

/// <summary>What a caller asks for is not within its reach. It is answered exactly as what does not exist.</summary>
public sealed class OutOfReachException() : Exception("It does not exist, or it is not the caller's.");
