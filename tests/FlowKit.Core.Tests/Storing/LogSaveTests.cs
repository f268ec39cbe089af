using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Storing;

/// <summary>What is past comes back from deltas and from snapshots, bounds included; a save that tells nothing of it is as it always was.</summary>
public class LogSaveTests
{
    private static readonly StateShape Shape = new([1], _ => -1, (_, _) => -1, (_, _) => throw new InvalidOperationException("There are no branches."));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_was_kept_comes_back(int seed)
    {
        var (random, writer) = (new Random(seed), new StateWriter());
        var state = Begin();
        List<ReadOnlyMemory<byte>> saves = [First(state, writer)];
        for (var turn = 0; turn < 40; turn++)
        {
            var operations = Enumerable.Range(0, random.Next(20)).Select(_ => Operation(random, state)).ToList();
            var attempts = Enumerable.Range(0, random.Next(120)).Select(_ => Attempt(random, state)).ToList();
            operations.ForEach((state.Log ??= new()).Add);
            attempts.ForEach(state.Log.Add);
            if (random.Next(10) == 0)
            {
                saves = [writer.Snapshot(state, _ => default).ToArray()];
            }
            else
            {
                saves.Add(writer.Delta(state, [], executionChanged: false, isFirst: false, null, attempts, operations).ToArray());
            }

            Same(state, new StateReader("id", Shape).Read(saves), seed);
        }
    }

    [Fact]
    public void A_save_that_tells_nothing_of_the_past_is_one_of_the_format_before()
    {
        var (state, writer) = (Begin(), new StateWriter());
        Assert.Equal(1, First(state, writer).Span[0]);
        Assert.Equal(1, writer.Snapshot(state, _ => default).Span[0]);
        var operation = Operation(new Random(1), state);
        Assert.Equal(2, writer.Delta(state, [], false, false, null, null, [operation]).Span[0]);
        Assert.Equal(2, writer.Delta(state, [], false, false, null, [Attempt(new Random(1), state)]).Span[0]);
        Assert.Equal(1, writer.Delta(state, [], true, false, null, [], []).Span[0]);
        (state.Log ??= new()).Add(operation);
        Assert.Equal(2, writer.Snapshot(state, _ => default).Span[0]);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(5_000, false)]
    [InlineData(0, true)]
    [InlineData(5_000, true)]
    public void When_the_present_attempt_began_comes_back_and_whether_it_is_past(long startedAt, bool isPast)
    {
        var (state, writer) = (Begin(), new StateWriter());
        var first = First(state, writer);
        var task = state.Root.Tasks[0];
        (task.Status, task.Attempt, task.StartedAt) = (FlowTaskStatus.Ready, 2, 2_000);
        (task.AttemptStartedAt, task.AttemptIsPast) = (startedAt, isPast);
        task.Touched = TaskParts.Record | TaskParts.Output;
        task.Output = FlowValue.Parse("""{"a":1}""");
        var delta = writer.Delta(state, [new(null, task, null, default)], false, false).ToArray();
        foreach (var saves in (ReadOnlyMemory<byte>[][])[[first, delta], [writer.Snapshot(state, _ => default).ToArray()]])
        {
            var read = new StateReader("id", Shape).Read(saves).Root.Tasks[0];
            Assert.Equal((startedAt, isPast, 2), (read.AttemptStartedAt, read.AttemptIsPast, read.Attempt));
            Assert.Equal("""{"a":1}""", read.Output.ToJson());
            Assert.Equal(startedAt == 0 && !isPast ? 1 : 2, saves[^1].Span[0]);
        }

        // Back to a first attempt.
        (task.AttemptStartedAt, task.AttemptIsPast) = (0, false);
        var after = writer.Delta(state, [new(null, task, null, default)], false, false).ToArray();
        var again = new StateReader("id", Shape).Read([first, delta, after]).Root.Tasks[0];
        Assert.Equal((0, false), (again.AttemptStartedAt, again.AttemptIsPast));
    }

    [Fact]
    public void A_format_that_only_a_newer_FlowKit_writes_is_refused()
    {
        var newer = First(Begin(), new StateWriter()).ToArray();
        newer[0] = 3;
        Assert.Equal(FlowErrorCodes.NewerState, Assert.Throws<FlowException>(() => new StateReader("id", Shape).Read([newer])).Code);
    }

    private static ExecutionState Begin()
    {
        var state = new ExecutionState("id", "w:f", "1") { StartedAt = 1_000 };
        state.Scopes.Add(new ScopeState(0, 0, 1, null, 0, new ValueEditor(FlowValue.EmptyObject), epoch: 0));
        return state;
    }

    private static ReadOnlyMemory<byte> First(ExecutionState state, StateWriter writer) =>
        writer.Delta(state, [new(state.Root, null, null, default)], executionChanged: true, isFirst: true).ToArray();

    private static PastOperation Operation(Random random, ExecutionState state) => new(
        (FlowOperation)random.Next(Enum.GetValues<FlowOperation>().Length),
        [.. Enumerable.Range(0, random.Next(3)).Select(i => $"loop_{i}-task")],
        random.Next(100),
        Text(random),
        Text(random),
        Text(random),
        state.StartedAt + random.NextInt64(0, TimeSpan.TicksPerDay),
        random.Next(5));

    private static PastAttempt Attempt(Random random, ExecutionState state) => new(
        $"loop_{random.Next(5)}-task",
        random.Next(5),
        random.Next(5),
        random.Next(2) == 0 ? 0 : state.StartedAt,
        state.StartedAt + random.Next(),
        state.StartedAt + random.Next(),
        (FlowTaskStatus)random.Next(Enum.GetValues<FlowTaskStatus>().Length),
        Text(random),
        Text(random),
        random.NextInt64(),
        random.Next());

    private static string? Text(Random random) => random.Next(3) == 0 ? null : new string('ä', random.Next(5));

    private static void Same(ExecutionState expected, ExecutionState actual, int seed)
    {
        Assert.True(expected.Log!.OperationsDropped == actual.Log!.OperationsDropped, $"seed {seed}");
        Assert.Equal(expected.Log.Operations.Select(Told), actual.Log.Operations.Select(Told));
        Assert.True(expected.Log.AttemptsDropped == actual.Log.AttemptsDropped, $"seed {seed}");
        Assert.Equal(expected.Log.Attempts, actual.Log.Attempts);
    }

    private static string Told(PastOperation one) => $"{one with { Tasks = [] }} {string.Join(' ', one.Tasks)}";
}
