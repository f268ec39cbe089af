using FlowKit.Core.Tests.Properties;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Errors;
using FlowKit.Running;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Storing;

/// <summary>Bytes that are not what they should be are a clear error: no other exception, no endless reading, no wild amount of memory.</summary>
public class DamagedBytesTests
{
    private const long MostMemory = 32 * 1024 * 1024;

    [Fact]
    public void Saves_with_a_random_flaw_are_read_or_refused() => Fuzz.EachFlow(60, expected =>
    {
        var habit = expected.Flow.Seed % 2 == 0 ? SnapshotHabit.Never : SnapshotHabit.EverySave;
        var run = EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual with { Snapshots = habit });
        var header = run.Store.Saves.Last(save => save.Header is not null).Header!;
        var saves = habit == SnapshotHabit.Never ? run.Store.Saves.ToArray() : [run.Store.Saves[^1]];
        var random = new Random(expected.Flow.Seed);
        return Enumerable.Range(0, 100).Select(_ => Read(run.Flows, header, Spoil(saves, random))).OfType<string>();
    });

    [Fact]
    public void Random_bytes_are_refused() => Fuzz.EachFlow(20, expected =>
    {
        var run = EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual);
        var random = new Random(expected.Flow.Seed);
        return Enumerable.Range(0, 500).Select(_ => Read(run.Flows, run.Store.Saves[0].Header!, [Noise(random)])).OfType<string>();
    });

    private static byte[][] Spoil(SavedBytes[] saves, Random random)
    {
        var spoilt = saves.Select(save => save.Bytes.ToArray()).ToArray();
        var which = random.Next(spoilt.Length);
        var bytes = spoilt[which];
        var at = random.Next(bytes.Length);
        spoilt[which] = random.Next(6) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[(at + 1)..]],
            3 => [.. bytes, .. bytes],
            4 => [.. bytes[..at], 0xFF, 0xFF, 0xFF, 0xFF, 0x07, .. bytes[at..]],
            _ => Flip(bytes, random),
        };
        return spoilt;
    }

    private static byte[] Flip(byte[] bytes, Random random)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }

    // With a first byte that is right, or nobody would read any further.
    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(1, 400)];
        random.NextBytes(bytes);
        bytes[0] = SaveMark.FormatVersion;
        for (var i = 1; i < bytes.Length && random.Next(3) > 0; i++)
        {
            bytes[i] = (byte)random.Next(8);
        }

        return bytes;
    }

    private static string? Read(FlowRegistry flows, ExecutionHeader header, byte[][] saves)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ExecutionLoader.Read(
                new(header, saves.Length, [.. saves.Select(bytes => (ReadOnlyMemory<byte>)bytes)]), flows.Version(header.Flow, header.FlowVersion)!);
        }
        catch (FlowException refused) when (refused.Code is FlowErrorCodes.DamagedState or FlowErrorCodes.NewerState)
        {
        }
        catch (Exception wild)
        {
            return $"{wild.GetType().Name}: {wild.Message}\n{wild.StackTrace}";
        }

        var used = GC.GetAllocatedBytesForCurrentThread() - before;
        return used > MostMemory ? $"{used} bytes of memory for {saves.Sum(bytes => bytes.Length)} bytes of saves" : null;
    }
}
