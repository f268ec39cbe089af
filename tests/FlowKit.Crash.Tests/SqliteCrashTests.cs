using FlowKit.Crash.Tests.Lives;
using FlowKit.Crash.Tests.Stores;
using Xunit.Abstractions;

namespace FlowKit.Crash.Tests;

public sealed class SqliteCrashTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flowkit-crash-").FullName;

    [Fact]
    public async Task What_was_acknowledged_survives_any_number_of_kills_and_nothing_is_repeated_but_a_dispatch_with_its_key()
    {
        output.WriteLine($"FLOWKIT_KILLS={Settings.Kills} FLOWKIT_FUZZ_SEED={Settings.Seed}");
        await new Campaign(new SqliteCrashStore(_folder), Settings.Seed, output).RunAsync(Settings.Kills);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
