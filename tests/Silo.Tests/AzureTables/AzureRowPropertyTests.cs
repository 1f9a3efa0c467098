using System.Text.Json;
using Azure.Data.Tables;
using CsCheck;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>What is written into rows of Azure Table Storage comes out of them again, as it was.</summary>
public sealed class AzureRowPropertyTests
{
    [Fact]
    public void Delivery_InEitherRow_IsReadBack() => SampleGen.Delivery.Sample(delivery =>
    {
        Sample.AssertSame(delivery, AzureDeliveryRow.Read(AzureDeliveryRow.Pending(delivery, "token")));
        Sample.AssertSame(delivery, AzureDeliveryRow.Read(AzureDeliveryRow.Listed(delivery)));
        Assert.Equal(delivery.Id.Sequence, AzureDeliveryRow.SequenceOf(AzureDeliveryRow.Listed(delivery)));
    });

    [Fact]
    public void Event_InItsRows_IsReadBack() => SampleGen.Event.Sample(stored =>
    {
        var row = AzureEventRow.Of(stored, "token");
        var accepted = AzureEventRow.Accepted(AzureEventRow.IdOf(stored));

        Assert.True(stored.Item.Span.SequenceEqual(AzureEventRow.ItemOf(row)));
        Assert.Equal(stored.Recipients.AsEnumerable(), AzureEventRow.RecipientsOf(row));
        Assert.Equal((stored.Fingerprint, stored.Recipients.Length, stored.IdExpiresAt), (accepted.Fingerprint, accepted.Deliveries, accepted.ExpiresAt));
    });

    [Fact]
    public void Index_WhateverIsAnnounced_IsReadBackAndMarkedWhereItLags() => Gen.Select(SampleGen.Record.Null(), Gen.Long[0, long.MaxValue], Gen.Int[-2, 2], Gen.Bool).Sample((record, other, off, isNear) =>
    {
        var announced = isNear && record is not null ? record.Revision + off : other;
        var row = new TableEntity("p", "r");
        var state = new AzureInstallationState(announced, record);
        state.WriteTo(row);
        var read = AzureInstallationState.Of(row);

        Assert.Equal(announced, read.Announced);
        Assert.Equal(Json(record), Json(read.Record));
        Assert.Equal(announced > (record?.Revision ?? 0), row.GetBoolean(AzureInstallationState.IsMarkedProperty));
    });

    [Fact]
    public void Index_ChangesInAnyOrder_NeverGoBackAndEndUnmarked() => SampleGen.Record.Array[1, 5].Sample(records =>
    {
        var state = new AzureInstallationState(0, null);
        foreach (var record in records)
        {
            var before = state;
            state = state.Mark(record.Revision);
            Assert.True(state.Announced >= before.Announced && state.IsMarked == (state.Announced > (before.Record?.Revision ?? 0)));
            state = state.Complete(record);
            Assert.True(state.Record!.Revision >= (before.Record?.Revision ?? 0));
        }

        Assert.Equal(records.Max(record => record.Revision), state.Record!.Revision);
        Assert.False(state.IsMarked);
    });

    [Fact]
    public void Payload_OfAnySize_ComesBackWhole() => Gen.OneOf(Gen.Int[0, 300], Gen.Int[-2, 2].Select(Gen.Int[1, 15], (off, chunks) => Math.Min((64 * 1024 * chunks) + off, EntityPayload.MostBytes))).Sample(
        size =>
        {
            var bytes = new byte[size];
            new Random(size).NextBytes(bytes);
            var row = new TableEntity();
            EntityPayload.Write(row, "Record", bytes);

            Assert.True(bytes.AsSpan().SequenceEqual(EntityPayload.Read(row, "Record")));
            Assert.Null(EntityPayload.Read(row, "Other"));
            Assert.All(row.Select(property => property.Value).OfType<byte[]>(), chunk => Assert.InRange(chunk.Length, 0, 64 * 1024));
        },
        iter: 60);

    private static string Json(InstallationRecord? record) => record is null ? "" : JsonSerializer.Serialize(record, StateJson.Default.InstallationRecord);
}
