using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Registry.Grains.Interfaces;

/// <summary>
/// Makes ids of the bytes or characters that they come as, and keeps those that came last: the same few come again and again, and need
/// neither be checked nor take memory each time. Of a fixed size, whatever comes. Safe on any thread.
/// </summary>
/// <typeparam name="T">An id that is its text and nothing else.</typeparam>
public sealed class IdTable<T>
    where T : struct, IIdentifier<T>
{
    private const int Slots = 4_096;

    // No id is longer (IdText); what is, and what is not ASCII, the parser turns down.
    private const int MostOnStack = 128;

    // An id is one reference, so it is there whole or not at all.
    private readonly T[] slots = new T[Slots];

    /// <summary>The id, or false where the bytes are none.</summary>
    /// <param name="text">The id as ASCII.</param>
    /// <param name="id">The id.</param>
    public bool TryFind(ReadOnlySpan<byte> text, out T id)
    {
        ref var slot = ref slots[IndexOf(text)];
        id = slot;
        if (!text.IsEmpty && Ascii.Equals(text, id.Value))
        {
            return true;
        }

        // Bytes beyond ASCII become characters that no id may have.
        if (!T.TryParse(Encoding.Latin1.GetString(text), null, out id))
        {
            return false;
        }

        slot = id;
        return true;
    }

    /// <summary>The same id where it comes as characters.</summary>
    /// <param name="text">The id.</param>
    /// <param name="id">The id.</param>
    public bool TryFind(ReadOnlySpan<char> text, out T id)
    {
        Span<byte> bytes = stackalloc byte[MostOnStack];
        return Ascii.FromUtf16(text, bytes, out var length) == OperationStatus.Done ? TryFind(bytes[..length], out id) : T.TryParse(text.ToString(), null, out id);
    }

    // Ids that differ in the middle alone share a slot; then each takes as long as without a table.
    private static int IndexOf(ReadOnlySpan<byte> text)
    {
        ulong first = 0, last = 0;
        if (text.Length >= sizeof(ulong))
        {
            first = MemoryMarshal.Read<ulong>(text);
            last = MemoryMarshal.Read<ulong>(text[^sizeof(ulong)..]);
        }
        else
        {
            foreach (var character in text)
            {
                first = (first << 8) | character;
            }
        }

        const ulong Odd = 0x9E3779B97F4A7C15;
        return (int)(((((first * Odd) ^ last) * Odd) + (ulong)text.Length) >> 32) & (Slots - 1);
    }
}
