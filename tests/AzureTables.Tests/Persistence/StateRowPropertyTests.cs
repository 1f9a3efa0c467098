using Azure.Data.Tables;
using CsCheck;
using Orleans.Runtime;

namespace Registry.AzureTables.Tests;

/// <summary>State of any size comes out of its row as it went in.</summary>
public sealed class StateRowPropertyTests
{
    [Fact]
    public void Read_WhatWasFilledIn_IsWhole() => Gen.OneOf(Gen.Int[0, 300], Gen.Int[-2, 2].Select(Gen.Int[1, StateRow.MaxChunks], (off, chunks) => Math.Min((StateRow.ChunkSize * chunks) + off, StateRow.ChunkSize * StateRow.MaxChunks))).Sample(
        size =>
        {
            var bytes = new byte[size];
            new Random(size).NextBytes(bytes);
            var row = StateRow.Empty("service", "state", GrainId.Create("app", "fin"));
            StateRow.Fill(row, bytes);

            Assert.True(bytes.AsSpan().SequenceEqual(StateRow.Read(row).ToMemory().Span));
            Assert.All(row.Select(property => property.Value).OfType<byte[]>(), chunk => Assert.InRange(chunk.Length, 1, StateRow.ChunkSize));
        },
        iter: 60);

    [Fact]
    public void Fill_MoreThanARowHolds_IsRefusedAndLeavesItAsItWas() => Gen.Int[1, 1_000].Sample(
        more =>
        {
            var row = new TableEntity("p", "r");

            Assert.Throws<ArgumentException>(() => StateRow.Fill(row, new byte[(StateRow.ChunkSize * StateRow.MaxChunks) + more]));
            Assert.DoesNotContain(row, property => property.Value is byte[]);
        },
        iter: 20);
}
