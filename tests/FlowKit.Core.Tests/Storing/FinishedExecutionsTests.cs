using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Storing;

/// <summary>Finished executions packed away: what comes out is what went in, and no memory is left behind.</summary>
public sealed class FinishedExecutionsTests
{
    private const int Kept = 300;
    private readonly ByteWriter _record = new();

    /// <summary>Beside a list that does the same without being clever.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_operations_agree_with_a_plain_list(int seed)
    {
        var random = new Random(seed);
        var packed = new FinishedExecutions();
        var plain = new List<(string Id, byte[] State, long EndedAt, long Owner)>();
        for (var i = 0; i < 20_000; i++)
        {
            var id = $"e{random.Next(1_000)}ü";
            var at = plain.FindIndex(one => one.Id == id);
            switch (random.Next(10))
            {
                case < 6 when at < 0:
                    var state = new byte[random.Next(100) == 0 ? random.Next(200_000) : random.Next(2_000)];
                    random.NextBytes(state);
                    plain.Add((id, state, i, random.Next(5)));
                    packed.Add(id, Record(id, state), i, plain[^1].Owner);
                    break;
                case 6:
                    Assert.Equal(at >= 0, packed.Remove(id));
                    plain.RemoveAll(one => one.Id == id);
                    break;
                case 7:
                    Assert.Equal(at >= 0, packed.TryTake(id, out var taken, out var owner));
                    Assert.Equal(at < 0 ? null : plain[at].State, StateOf(taken));
                    Assert.Equal(at < 0 ? 0 : plain[at].Owner, owner);
                    plain.RemoveAll(one => one.Id == id);
                    break;
                case 8 when at >= 0:
                    plain[at] = plain[at] with { Owner = 9 };
                    packed.SetOwner(id, 9);
                    break;
                default:
                    Assert.Equal(at < 0 ? null : plain[at].State, StateOf(packed.Load(id)));
                    Assert.Equal(at < 0 ? null : plain[at].Owner, packed.OwnerOf(id));
                    Assert.Equal(at >= 0, packed.Contains(id));
                    break;
            }

            var over = Math.Max(plain.Count - Kept, plain.FindLastIndex(one => one.EndedAt < i - 3_000) + 1);
            plain.RemoveRange(0, Math.Max(over, 0));
            Assert.Equal(Math.Max(over, 0), packed.Trim(Kept, i - 3_000));
            Assert.Equal(plain.Count, packed.Count);
        }

        Assert.Equal(plain.Select(one => one.Id), packed.CopyAll().Select(record => ExecutionRecord.Read(record).Header.ExecutionId));
        Assert.Equal(plain.Select(one => one.Id).Order(StringComparer.Ordinal), Ids(packed).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_comes_and_goes_allocates_nothing_once_there_is_room()
    {
        var packed = new FinishedExecutions();
        var ids = Enumerable.Range(0, 3 * Kept).Select(i => $"execution {i}").ToArray();
        var state = new byte[500];
        PassThrough(packed, ids, state);
        var before = GC.GetAllocatedBytesForCurrentThread();
        PassThrough(packed, ids, state);

        // The record of the test itself: a header and a save.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / ids.Length, 0, 400);
    }

    private void PassThrough(FinishedExecutions packed, string[] ids, byte[] state)
    {
        foreach (var id in ids)
        {
            packed.Remove(id);
            packed.Add(id, Record(id, state), 0, 0);
            packed.Trim(Kept, 0);
        }
    }

    private ReadOnlySpan<byte> Record(string id, byte[] state)
    {
        var header = new ExecutionHeader(id, "shop:order", "v1", ExecutionStatus.Succeed, null, default, default, null, NeedsOwner: false);
        _record.Clear();
        ExecutionRecord.Write(_record, new(header, 7, [state]));
        return _record.Written.Span;
    }

    private static byte[]? StateOf(StoredExecution? stored) => stored is null ? null : Assert.Single(stored.Saves).ToArray();

    private static List<string> Ids(FinishedExecutions packed)
    {
        var headers = new List<ExecutionHeader>();
        var next = 0;
        do
        {
            next = packed.ReadHeaders(next, 7, headers);
        }
        while (next > 0);
        return headers.ConvertAll(header => header.ExecutionId);
    }
}
