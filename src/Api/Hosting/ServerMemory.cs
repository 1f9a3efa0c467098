using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.ObjectPool;

namespace Registry.Api;

/// <summary>
/// The memory that the server reads requests into and writes answers from, in larger pieces than its own (4 KB): a batch of a hundred
/// checks, or its answer, lies in one piece and takes one call of the operating system. A connection that waits has none.
/// </summary>
internal sealed class ServerMemory : MemoryPool<byte>
{
    /// <summary>How large a piece is, in bytes.</summary>
    public const int PieceSize = 16 * 1024;

    // What more is in use at a time is left to the garbage collector. The server has one of these for each processor, for 16 at most.
    private const int KeptPieces = 256;

    private readonly DefaultObjectPool<Piece> pieces;

    private ServerMemory() => pieces = new(new Policy(this), KeptPieces);

    public override int MaxBufferSize => PieceSize;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">More is asked for than there is in a piece.</exception>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, PieceSize);
        return pieces.Get();
    }

    // The pieces are the garbage collector's as soon as nobody has the pool.
    protected override void Dispose(bool disposing)
    {
    }

    internal sealed class Factory : IMemoryPoolFactory<byte>
    {
        public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new ServerMemory();
    }

    private sealed class Policy(ServerMemory owner) : PooledObjectPolicy<Piece>
    {
        public override Piece Create() => new(owner);

        public override bool Return(Piece obj) => true;
    }

    private sealed class Piece(ServerMemory owner) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(PieceSize);

        public void Dispose() => owner.pieces.Return(this);
    }
}
