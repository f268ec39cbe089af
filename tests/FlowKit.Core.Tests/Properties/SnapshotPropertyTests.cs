using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Deciding;
using FlowKit.Running;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Properties;

/// <summary>The bytes of a save are the state: what is read back is what was in memory.</summary>
public class SnapshotPropertyTests
{
    private readonly StateWriter _writer = new();

    [Fact]
    public void What_the_deltas_make_is_what_the_engine_had_in_memory() => Fuzz.EachFlow(300, Differences);

    private IEnumerable<string> Differences(Expected expected)
    {
        var deltas = EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual);
        var snapshots = EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual with { Snapshots = SnapshotHabit.EverySave });
        var (saves, whole) = (deltas.Store.Saves, snapshots.Store.Saves);
        if (saves.Count != whole.Count)
        {
            yield return $"{saves.Count} saves as deltas, {whole.Count} as snapshots";
        }

        for (var kept = 1; kept <= saves.Count; kept++)
        {
            var header = saves[..kept].Last(save => save.Header is not null).Header!;
            var read = SnapshotOf(deltas.Flows, header, [.. saves[..kept].Select(save => save.Bytes)]);
            if (kept > 1 && !read.AsSpan().SequenceEqual(whole[kept - 1].Bytes))
            {
                yield return $"save {kept}: the snapshot of what the deltas make is not the one from memory";
            }

            if (!SnapshotOf(deltas.Flows, header, [read]).AsSpan().SequenceEqual(read))
            {
                yield return $"save {kept}: a snapshot that is read back makes another snapshot";
            }
        }
    }

    private byte[] SnapshotOf(FlowRegistry flows, ExecutionHeader header, byte[][] saves)
    {
        var plan = flows.Version(header.Flow, header.FlowVersion)!;
        var state = ExecutionLoader.Read(new(header, saves.Length, [.. saves.Select(bytes => (ReadOnlyMemory<byte>)bytes)]), plan);
        return _writer.Snapshot(state, scope => Restoring.ContextAtBegin(plan, scope.Parent!, scope.Branch).Snapshot()).ToArray();
    }
}
