using FlowKit.Core.Tests.Fuzzing.Harness;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Errors;
using FlowKit.Running;
using Xunit.Abstractions;

namespace FlowKit.Core.Tests.Fuzzing;

/// <summary>Saves of real executions, damaged: they are read, or refused as damaged or as written by a newer version.</summary>
public class StateFuzzing(ITestOutputHelper output)
{
    private const int Usual = 8_000;
    private const int Flows = 30;
    private const long Base = 2_000_000;
    private const long BytesPerByte = 2_000;

    [Fact]
    public void Damaged_saves_are_read_or_refused()
    {
        using var plain = new PlainThread();
        var runs = Enumerable.Range(1, Flows).Select(Run).ToArray();
        output.WriteLine(FuzzCampaign.Run(Usual, random => Damaged(runs, random), Check, input => Base + (BytesPerByte * Length(input))).ToString());
    }

    private static EngineRun Run(int seed)
    {
        var expected = Expected.Of(FlowDice.Throw(seed));
        var habit = seed % 2 == 0 ? SnapshotHabit.Never : SnapshotHabit.EverySave;
        return EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual with { Snapshots = habit });
    }

    private static (EngineRun Run, byte[][] Saves) Damaged(EngineRun[] runs, Random random)
    {
        var run = runs[random.Next(runs.Length)];
        var last = run.Store.Saves.FindLastIndex(save => save.IsSnapshot);
        var saves = run.Store.Saves.Skip(Math.Max(0, last)).Select(save => save.Bytes).ToArray();
        for (var damages = random.Next(1, 4); damages > 0; damages--)
        {
            var which = random.Next(saves.Length);
            saves[which] = random.Next(10) == 0 ? saves[random.Next(saves.Length)] : ByteDamage.Make(saves[which], random);
        }

        return (run, saves);
    }

    private static long Length((EngineRun Run, byte[][] Saves) input) => input.Saves.Sum(save => save.Length);

    private static void Check((EngineRun Run, byte[][] Saves) input)
    {
        var header = input.Run.Store.Saves.Last(save => save.Header is not null).Header!;
        try
        {
            var saves = input.Saves.Select(save => (ReadOnlyMemory<byte>)save).ToArray();
            Assert.NotEmpty(ExecutionLoader.Read(new(header, saves.Length, saves), input.Run.Flows.Version(header.Flow, header.FlowVersion)!).Scopes);
        }
        catch (FlowException refused)
        {
            Assert.Contains(refused.Code, new[] { FlowErrorCodes.DamagedState, FlowErrorCodes.NewerState });
        }
    }
}
