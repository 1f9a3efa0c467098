using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Registry.Grains.Interfaces;

/// <summary>Compares what is kept of tokens and client secrets.</summary>
public static class SecretHash
{
    /// <summary>Whether two hashes are the same, without telling by its time how far they agree.</summary>
    public static bool AreSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(one.AsSpan()), MemoryMarshal.AsBytes(other.AsSpan()));
}
