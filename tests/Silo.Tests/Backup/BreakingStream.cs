namespace Registry.Silo.Tests;

/// <summary>A file of which only the beginning can be read.</summary>
internal sealed class BreakingStream(string file, long readable) : FileStream(file, FileMode.Open, FileAccess.Read)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = (int)Math.Min(buffer.Length, readable - Position);
        return left > 0 ? await base.ReadAsync(buffer[..left], cancellationToken) : throw new IOException("The disk is gone.");
    }
}
