using FlowKit.Core.Tests.Properties;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Storing;

/// <summary>A context that was written at random places, shared in between, comes back from the writes alone.</summary>
public class ContextReplayTests
{
    [Fact]
    public void What_is_read_back_is_what_was_written()
    {
        foreach (var seed in Fuzz.Seeds(300))
        {
            Check(seed);
        }
    }

    private static void Check(int seed)
    {
        var random = new Random(seed);
        var begin = FlowValue.Parse("""{"a":{"b":[1,{"c":2}]},"n":null}""");
        var state = new ExecutionState("id", "w:f", "1") { StartedAt = 1 };
        var scope = new ScopeState(0, 0, 1, null, 0, ValueEditor.CopyOf(begin.AsObjectNode!, room: 0), epoch: 0);
        state.Scopes.Add(scope);
        var writer = new StateWriter();
        var kept = new List<(FlowValue Value, string Json)>();
        List<StateChange> begun = [new(scope, null, null, default), .. Writes(scope, random, kept)];
        var saves = new List<ReadOnlyMemory<byte>> { writer.Delta(state, begun, executionChanged: true, isFirst: true).ToArray() };
        for (var turn = 0; turn < 10; turn++)
        {
            saves.Add(writer.Delta(state, Writes(scope, random, kept), executionChanged: false, isFirst: false).ToArray());
        }

        var shape = new StateShape([1], _ => -1, (_, _) => -1, (_, _) => throw new InvalidOperationException("There are no branches."));
        var read = new StateReader("id", shape).Read(saves).Root.Context.Snapshot();
        Assert.True(scope.Context.Snapshot().ToJson() == read.ToJson(), $"seed {seed}: wrote {scope.Context.Snapshot()}, read {read}");
        Assert.All(kept, one => Assert.Equal(one.Json, one.Value.ToJson()));
    }

    private static List<StateChange> Writes(ScopeState scope, Random random, List<(FlowValue Value, string Json)> kept) =>
        [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Write(scope, random, kept)).OfType<StateChange>()];

    private static StateChange? Write(ScopeState scope, Random random, List<(FlowValue Value, string Json)> kept)
    {
        var location = Location(random);
        var value = Value(random, depth: 2);
        if (!scope.Context.TryWrite(location, value, out _))
        {
            return null;
        }

        if (random.Next(3) == 0)
        {
            var part = scope.Context.Share(scope.Context.Root[Name(random)]);
            kept.Add((part, part.ToJson()));
        }

        return new(scope, null, location, value);
    }

    private static PathSegment[] Location(Random random)
    {
        var location = new PathSegment[random.Next(1, 5)];
        location[0] = Name(random);
        for (var i = 1; i < location.Length; i++)
        {
            location[i] = random.Next(2) == 0 ? random.Next(4) : Name(random);
        }

        return location;
    }

    private static FlowValue Value(Random random, int depth) => random.Next(depth == 0 ? 6 : 8) switch
    {
        0 => random.Next(100),
        1 => random.NextDouble(),
        2 => "text " + random.Next(10),
        3 => FlowValue.Null,
        4 => true,
        5 => FlowValue.Parse("123456789012345678901234567890.50"),
        6 => FlowValue.Array(Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))),
        _ => FlowValue.Object(Enumerable.Range(0, random.Next(4)).Select(_ => KeyValuePair.Create(Name(random), Value(random, depth - 1)))),
    };

    private static string Name(Random random) => "abcn"[random.Next(4)].ToString();
}
