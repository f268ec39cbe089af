using System.Globalization;

namespace FlowKit.Core.Tests.Fuzzing.Harness;

/// <summary>
/// Looks at many inputs, each made from a seed of its own. <c>FLOWKIT_FUZZ</c> says how many, <c>FLOWKIT_FUZZ_SEED</c> where the seeds
/// begin; a failure names its seed and shows its input.
/// </summary>
internal sealed class FuzzCampaign
{
    // As small as on any system: what passes here does not depend on a large stack.
    private const int StackBytes = 1024 * 1024;
    private const int ShownCharacters = 4_000;

    // A campaign of so many inputs, which runs alone, shows whether memory grows.
    private const int LongCampaign = 100_000;
    private const long MostGrowth = 16 * 1024 * 1024;

    // Only an input that hangs takes so long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly int _first = Number("FLOWKIT_FUZZ_SEED", 1);
    private readonly int _count;
    private volatile int _seed;
    private volatile string? _failure;
    private long _settled;

    private FuzzCampaign(int usual) => _count = Number("FLOWKIT_FUZZ", usual);

    /// <summary>The most bytes one input took on its thread, and its seed.</summary>
    public (long Bytes, int Seed) Costliest { get; private set; }

    /// <summary>Runs a campaign.</summary>
    /// <param name="usual">How many inputs there are where nobody says.</param>
    /// <param name="make">Makes an input.</param>
    /// <param name="check">Looks at it; whatever it throws is a finding.</param>
    /// <param name="bound">The bytes a check of the input may take.</param>
    public static FuzzCampaign Run<T>(int usual, Func<Random, T> make, Action<T> check, Func<T, long> bound)
        where T : notnull
    {
        var campaign = new FuzzCampaign(usual);
        var thread = new Thread(() => campaign.Work(make, check, bound), StackBytes) { IsBackground = true };
        thread.Start();
        campaign.Await(thread);
        Assert.True(campaign._failure is null, campaign._failure);
        return campaign;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{_count} inputs from seed {_first}; the costliest took {Costliest.Bytes} bytes (seed {Costliest.Seed})");

    private static int Number(string name, int usual) => int.TryParse(
        Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;

    private void Await(Thread thread)
    {
        var seen = -1;
        while (!thread.Join(Patience))
        {
            Assert.True(seen != _seed, $"Seed {seen} hangs. {Again(seen)}");
            seen = _seed;
        }
    }

    private void Work<T>(Func<Random, T> make, Action<T> check, Func<T, long> bound)
        where T : notnull
    {
        for (var i = 0; i < _count && _failure is null; i++)
        {
            _seed = unchecked(_first + i);
            LookAt(make(new Random(_seed)), check, bound);
            LookAtMemory(i);
        }
    }

    private void LookAt<T>(T input, Action<T> check, Func<T, long> bound)
        where T : notnull
    {
        try
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            check(input);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Costliest = bytes > Costliest.Bytes ? (bytes, _seed) : Costliest;
            Assert.True(bytes <= bound(input), $"{bytes} bytes were allocated, and {bound(input)} are a lot");
        }
        catch (Exception fault)
        {
            var shown = input.ToString()!;
            shown = shown.Length > ShownCharacters ? $"{shown[..ShownCharacters]}... ({shown.Length} characters)" : shown;
            _failure = $"Seed {_seed}. {Again(_seed)}\n{fault}\n--- the input:\n{shown}\n---";
        }
    }

    private void LookAtMemory(int done)
    {
        if (_count < LongCampaign || _failure is not null)
        {
            return;
        }

        // By a tenth of the way everything that is made once has been made.
        if (done == _count / 10)
        {
            _settled = GC.GetTotalMemory(forceFullCollection: true);
        }
        else if (done == _count - 1)
        {
            var growth = GC.GetTotalMemory(forceFullCollection: true) - _settled;
            _failure = growth > MostGrowth ? $"{growth} bytes of live memory were added by {_count} inputs." : null;
        }
    }

    private static string Again(int seed) => $"Run it again with FLOWKIT_FUZZ=1 FLOWKIT_FUZZ_SEED={seed}";
}
