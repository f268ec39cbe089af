using FlowKit.Crash.Tests.Promises;
using FlowKit.Crash.Tests.Stores;
using Xunit.Abstractions;

namespace FlowKit.Crash.Tests.Lives;

/// <summary>Runs flows in a process that is killed at any moment and started again, and holds all it says against what it promised.</summary>
internal sealed class Campaign(ICrashStore store, int seed, ITestOutputHelper output, params string[] mayRefuse)
{
    /// <summary>More executions than this are not begun before some have ended.</summary>
    private const int MostOpen = 120;

    private const int MostLines = 600;

    private readonly Random _random = new(seed);
    private readonly SortedDictionary<string, int> _ends = new(StringComparer.Ordinal);
    private int _lives;

    public Ledger Ledger { get; } = new(new OneEngineRules(), mayRefuse);

    /// <summary>Kills so many processes, each at a moment of its own; then lets one live to the end of all flows.</summary>
    public async Task RunAsync(int kills)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            Begin(_random.Next(10, 40));
            var lines = _random.Next(8) is var chance && chance < 2 ? chance + 1 : _random.Next(3, MostLines);
            await LiveAsync(lines, TimeSpan.FromMilliseconds(_random.NextDouble() * (lines == 1 ? 60 : 5)));
        }

        await FinishAsync();
        output.WriteLine(
            $"{kills} kills ({string.Join(", ", _ends.Select(end => $"{end.Key} {end.Value}"))}), seed {seed}: {Ledger.Runs.Count} executions, {Ledger.Acknowledged} acknowledgements, " +
            $"{Ledger.Dispatches.Attempts} attempts went out, {Ledger.Dispatches.Repeated} of them were repeated with their key, {Ledger.Doubts} times an attempt was in doubt");
    }

    /// <summary>Has more executions started.</summary>
    public void Begin(int count)
    {
        for (var i = Math.Min(count, MostOpen - Ledger.Unfinished); i > 0; i--)
        {
            Ledger.Add(Runs.Of(Ledger.Runs.Count, _random));
        }
    }

    /// <summary>Lets something go wrong while flows run, and has more of them started until the store has refused a number of saves.</summary>
    public async Task SufferAsync(Life life, Func<Task> harm)
    {
        Begin(60);
        var some = Ledger.Runs.Count - 30;
        await HearAsync(life, () => Ledger.Runs.Count - Ledger.Unfinished > some);
        await harm();
        Ledger.IsFaulty = true;
        await RefuseAsync(life);
    }

    /// <summary>Has more and more executions started until the store has refused a number of saves.</summary>
    public async Task RefuseAsync(Life life)
    {
        var refused = Ledger.Faults.Values.Sum() + 20;
        await HearAsync(life, () =>
        {
            Begin(1);
            return Ledger.Faults.Values.Sum() >= refused;
        });
    }

    /// <summary>What went wrong has passed: the same process ends all flows.</summary>
    public async Task RecoverAsync(Life life)
    {
        Ledger.IsFaulty = false;
        await HearAsync(life, () => Ledger.Unfinished == 0);
    }

    /// <summary>Lets a process end all flows and itself, and looks at what it leaves.</summary>
    public async Task FinishAsync()
    {
        using var life = NewLife();
        await HearAsync(life, () => Ledger.Unfinished == 0);
        foreach (var run in Ledger.Runs)
        {
            await life.SayAsync(["wait", $"wait {run.Id}", run.Id]);
        }

        await HearAsync(life, () => Ledger.AllEnded);
        await life.SayAsync(["stop"]);
        await EndAsync(life);
        Ledger.CheckComplete();
        await store.CheckAsync(Ledger.Runs.SelectMany(run => run.Ids));
    }

    /// <param name="more">More arguments for the process.</param>
    public Life NewLife(params IEnumerable<string> more) => new(++_lives, [.. store.Arguments, .. more]);

    /// <summary>Listens until something holds, and does what the world outside does.</summary>
    public async Task HearAsync(Life life, Func<bool> until)
    {
        while (!until())
        {
            await SayAsync(life);
            if (await NextAsync(life) is null)
            {
                Assert.Fail($"The process ended by itself: {await life.EndAsync()}");
            }
        }
    }

    /// <summary>Takes the next line down, answers it, and says what is to be said; null when there is none.</summary>
    public async Task<string[]?> NextAsync(Life life)
    {
        if (await HearLineAsync(life) is not { } line)
        {
            return null;
        }

        if (Ledger.Take(life.Number, line) is { } answer)
        {
            await life.SayAsync(answer);
        }

        life.IsUp |= line.Words[0] == "up";
        await SayAsync(life);
        return line.Words;
    }

    /// <summary>Says what is to be said, but nothing before the process is up: what it takes up by itself comes first.</summary>
    private async Task SayAsync(Life life)
    {
        foreach (var command in life.IsUp ? Ledger.Say(life.Number) : [])
        {
            await life.SayAsync(command.Words);
        }
    }

    /// <summary>Reads what is left of a life that is over, or will be.</summary>
    public async Task EndAsync(Life life)
    {
        while (await NextAsync(life) is not null)
        {
        }

        Assert.Equal(string.Empty, await life.EndAsync());
    }

    /// <summary>A life that ends a moment after so many lines: the first says that the store is being opened, the second that it is.</summary>
    private async Task LiveAsync(int lines, TimeSpan moment)
    {
        using var life = NewLife();
        var killing = Task.CompletedTask;
        var phase = "before it began";
        for (var heard = 1; await NextAsync(life) is { } line; heard++)
        {
            phase = line[0] switch { "opening" => "while opening", "open" => "while recovering", "up" => "while running", _ => phase };
            if (!life.IsDoomed && (heard == lines || Ledger.Unfinished == 0))
            {
                killing = life.KillAsync(moment);
            }
        }

        Assert.True(life.IsDoomed, "The process ended by itself.");
        await killing;
        _ends[phase] = _ends.GetValueOrDefault(phase) + 1;
        await EndAsync(life);
    }

    private async Task<Line?> HearLineAsync(Life life)
    {
        var line = life.ReadAsync(CancellationToken.None);
        if (!await Patience.OutlastsAsync(line))
        {
            Assert.Fail($"The process has nothing to say. {Ledger.Unfinished} of {Ledger.Runs.Count} are missing:\n{Ledger.Missing}");
        }

        return await line;
    }
}
