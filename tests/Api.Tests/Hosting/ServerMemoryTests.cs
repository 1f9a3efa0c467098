using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Registry.Api.Tests;

/// <summary>The server reads and writes in pieces that a batch of a hundred checks, and its answer, fit into.</summary>
public sealed class ServerMemoryTests(RegistryServer server)
{
    [Fact]
    public void Piece_GivenBack_IsGivenOutAgain()
    {
        using var pool = CreatePool();
        byte[] first;
        using (var owner = pool.Rent())
        {
            Assert.Equal(ServerMemory.PieceSize, owner.Memory.Length);
            first = ArrayOf(owner);
        }

        using var again = pool.Rent(1);
        using var another = pool.Rent(ServerMemory.PieceSize);
        Assert.Same(first, ArrayOf(again));
        Assert.NotSame(first, ArrayOf(another));
    }

    [Fact]
    public void Pools_ShareNoPiece()
    {
        using var pool = CreatePool();
        using var other = CreatePool();
        pool.Rent().Dispose();
        using var owner = pool.Rent();
        using var others = other.Rent();

        Assert.NotSame(ArrayOf(owner), ArrayOf(others));
    }

    [Fact]
    public void Piece_LargerThanThereAre_IsRefused()
    {
        using var pool = CreatePool();

        Assert.Equal(ServerMemory.PieceSize, pool.MaxBufferSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(ServerMemory.PieceSize + 1));
    }

    // Whether it fits into one piece or not, and although each piece still holds what others have sent before.
    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(1_000)]
    public async Task Batch_OfAnySize_IsAnsweredWhole(int count)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var checks = Enumerable.Range(0, count).Select(number =>
            $$"""{"workspace":"{{scene.Workspace}}","app":"{{scene.App}}","scope":"{{(number % 3 == 0 ? "read_tags" : "no_such_scope")}}"}""");
        var body = $$"""{"checks":[{{string.Join(',', checks)}}]}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.Service.PostAsync("/v1/checks", body)));

        Assert.Equal(count == 100, Encoding.UTF8.GetByteCount(body) <= ServerMemory.PieceSize);
        Assert.All(answers, answer => Assert.Equal(
            Enumerable.Range(0, count).Select(number => number % 3 == 0 ? "granted" : "unknown_scope"),
            answer.Is(200).Json.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("reason").GetString())));
    }

    private static byte[] ArrayOf(IMemoryOwner<byte> owner) =>
        MemoryMarshal.TryGetArray<byte>(owner.Memory, out var array) ? array.Array! : throw new InvalidOperationException("A piece is no array.");

    private MemoryPool<byte> CreatePool() =>
        Assert.IsType<ServerMemory>(server.Services.GetRequiredService<IMemoryPoolFactory<byte>>().Create());
}
