using System.Text.Json.Nodes;
using FlowKit.Callbacks;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>
/// The fates of all attempts and the wake-ups of all suspenses of a flow. Each follows from the seed, the instance and the attempt alone,
/// so that it is the same whoever asks, whenever, however often.
/// </summary>
internal sealed class FateBook(FlowModel flow)
{
    private readonly bool _mayHang = flow.Limit > 0 || flow.CancelAt > 0;

    public Fate Of(TaskModel task, string instance, int attempt)
    {
        var random = For(instance, attempt);
        if (task.IsAsync && random.Next(8) > 0)
        {
            return Accepted(task, attempt, random);
        }

        var after = random.Next(2) == 0 ? 0 : Moment(random);
        if (IsGood(random))
        {
            return new Fate.Answers(after, Output(random, failed: false), SaysFailed: false);
        }

        var hangs = random.Next(10) == 0 && (_mayHang || task.Timeout > 0 || task.TotalTimeout > 0);
        return hangs ? new Fate.Hangs() : random.Next(20) switch
        {
            < 13 => new Fate.Answers(after, Output(random, failed: false), SaysFailed: false),
            < 15 => new Fate.Answers(after, Output(random, failed: true), SaysFailed: false),
            15 => new Fate.Answers(after, Output(random, failed: false), SaysFailed: true),
            < 18 => new Fate.Throws(after),
            18 => new Fate.Breaks(after, Retryable: true, NotBefore: Moment(random)),
            _ => new Fate.Breaks(after, Retryable: false, NotBefore: 0),
        };
    }

    /// <summary>What a suspense is told when nothing else goes on: after how many ticks, and which word; from the fourth time on the right one.</summary>
    public (long After, int Word) Wake(string instance, int time)
    {
        var random = For(instance, -time);
        var word = random.Next(4) switch { 0 => 1, 1 => 2, 2 => SuspenseWords.Stop, _ => SuspenseWords.Enough };
        return (Moment(random), time > 3 ? SuspenseWords.Enough : word);
    }

    /// <summary>A wake-up that comes whether the suspense has begun or not, so many ticks after its group began; null for none.</summary>
    public (long After, int Word)? EarlyWake(string instance)
    {
        if (flow.Traits.IsTimeless)
        {
            return null;
        }

        var random = For(instance, -100);
        return random.Next(3) > 0 ? null : (Moment(random), random.Next(2) == 0 ? SuspenseWords.Enough : random.Next(SuspenseWords.Enough));
    }

    private Fate.IsAccepted Accepted(TaskModel task, int attempt, Random random)
    {
        var final = Moment(random);
        var acknowledged = random.Next(3) switch { 0 => 0, 1 => Part(Moment(random), 8), _ => Moment(random) };
        var named = task.Retry is not null || random.Next(2) == 0 ? attempt : (int?)null;
        var callbacks = new List<CallbackFate>();
        if (task.TellsKey && random.Next(2) == 0)
        {
            var output = Output(random, failed: false);
            output["key"] = true;
            var key = new CallbackFate(Part(final, 2), CallbackStatus.KeySucceed, output, named);
            callbacks.Add(key);
            if (random.Next(3) == 0)
            {
                callbacks.Add(key with { After = Part(final, 2) + Part(final, 4) });
            }
        }

        var last = Final(random, final, named);
        callbacks.Add(last);
        if (flow.Traits.IsTimeless)
        {
            return new(acknowledged, callbacks);
        }

        if (random.Next(3) == 0)
        {
            callbacks.Add(last with { After = final + Moment(random), Attempt = attempt });
        }

        if (random.Next(4) == 0)
        {
            callbacks.Add(new(final + Moment(random), CallbackStatus.Success, new JsonObject { ["v"] = 77 }, attempt));
        }

        if (random.Next(4) == 0)
        {
            var other = random.Next(2) == 0 ? attempt + 1 : attempt - 1;
            callbacks.Add(new(Part(Moment(random), 3), CallbackStatus.Success, new JsonObject { ["v"] = 78 }, other));
        }

        return new(acknowledged, callbacks);
    }

    private bool IsGood(Random random) => flow.Traits.IsCalm && random.Next(8) > 0;

    private CallbackFate Final(Random random, long after, int? named) => random.Next(IsGood(random) ? 7 : 12) switch
    {
        < 4 => new(after, CallbackStatus.Unspecified, Output(random, failed: false), named),
        < 7 => new(after, CallbackStatus.Success, Output(random, failed: false), named),
        7 => new(after, CallbackStatus.Unspecified, Output(random, failed: true), named),
        8 => new(after, CallbackStatus.Failed, Output(random, failed: false), named),
        9 => new(after, CallbackStatus.Failed, null, named),
        10 => new(after, CallbackStatus.Success, null, named),
        _ => new(after, CallbackStatus.Unspecified, null, named),
    };

    private static JsonObject Output(Random random, bool failed)
    {
        var output = new JsonObject { ["code"] = random.Next(3) };
        if (random.Next(10) > 0)
        {
            output["v"] = random.Next(10);
        }

        if (failed)
        {
            output["result_type"] = "FAILED";
        }

        return output;
    }

    // Up to five minutes, to the millisecond but never a whole second: two things hardly ever happen at the same instant by chance.
    private static long Moment(Random random)
    {
        var milliseconds = random.Next(1, random.Next(2) == 0 ? 30_000 : 300_000);
        return (milliseconds % 1000 == 0 ? milliseconds + 1 : milliseconds) * TimeSpan.TicksPerMillisecond;
    }

    private static long Part(long ticks, int divisor) => ticks / TimeSpan.TicksPerMillisecond / divisor * TimeSpan.TicksPerMillisecond;

    private Random For(string instance, int number)
    {
        // FNV-1a: the same on every machine and in every run.
        var hash = 2166136261u;
        foreach (var letter in $"{flow.Seed}/{instance}/{number}")
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return new Random((int)(hash & int.MaxValue));
    }
}
