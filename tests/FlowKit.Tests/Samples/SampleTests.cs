using System.Diagnostics;
using System.Text.RegularExpressions;
using FlowKit.Values;

namespace FlowKit.Tests.Samples;

/// <summary>Runs each sample as its reader would: as a program of its own.</summary>
public sealed partial class SampleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task TenLines_Greets() => Assert.Equal(["SUCCEED: Hello, Ada!"], await RunAsync("TenLines"));

    [Fact]
    public async Task HostedOrders_TellsTheOwnerOfTheLargeOrderOnly() => Assert.Equal(
        [
            "  text message to +44 20 1234: Thank you for your order.",
            "SUCCEED: order over 4.50, message \"sms-thank\"",
            "  text message to +44 20 0000: A large order has come in.",
            "  text message to +49 30 5678: Thank you for your order.",
            "SUCCEED: order over 361.50, message \"sms-thank\"",
        ],
        await RunAsync("HostedOrders"));

    [Fact]
    public async Task TextToVideo_MakesEveryClipAndPaintsASpilledPictureAgain()
    {
        var lines = await RunAsync("TextToVideo");

        Assert.Equal(
            ["SUCCEED: film-of-4-clips.mp4, 11.5 seconds, made of", "  clip-0.mp4", "  clip-1.mp4", "  clip-2.mp4", "  clip-3.mp4"], lines[^5..]);
        Assert.Single(lines, "spilled paint  scenes_1-picture, attempt 1");
        string[] parts = ["picture", "voice", "clip"];
        string[] tasks = ["storyboard", .. Enumerable.Range(0, 4).SelectMany(i => parts.Select(part => $"scenes_{i}-{part}")), "scenes", "join"];
        Assert.Equal(tasks.Order(), lines.Where(line => line.StartsWith("TASK_FINISH", StringComparison.Ordinal)).Select(line => line[15..]).Order());
    }

    [Fact]
    public async Task RemoteExecutor_IsCalledAndCallsBack_AndNobodyElseMay() => Assert.Equal(
        [
            "SUCCEED: an album of 3",
            "  small-dawn.png",
            "  small-noon.png",
            "  small-dusk.png",
            "A stranger who knows the ids is answered 401.",
        ],
        await RunAsync("RemoteExecutor"));

    [FactWhereRillSamplesExist]
    public async Task RemoteExecutor_RunsTheSamplesOfRillFlow()
    {
        var lines = await RunProcessAsync("RemoteExecutor", "rill", FactWhereRillSamplesExistAttribute.Folder!);
        var contexts = lines.Select(line => line.Split(' ', 3)).ToDictionary(part => part[0], part => (Status: part[1], Context: FlowValue.Parse(part[2])));

        Assert.Equal(
            ["call-api-sample", "choice-sample", "http-get-sample", "http-post-sample", "parallel-async-dag", "ref-dag", "switch-sample"],
            contexts.Keys.Order(StringComparer.Ordinal));
        Assert.All(contexts.Values, one => Assert.Equal("SUCCEED", one.Status));
        Assert.Equal("hello, Ada", contexts["http-get-sample"].Context["result"].AsString());
        Assert.Equal("Ada wrote: notes & more", contexts["http-post-sample"].Context["result"].AsString());
        Assert.Equal("printed 10", contexts["call-api-sample"].Context["print_result"].AsString());
        foreach (var either in new[] { contexts["choice-sample"].Context, contexts["switch-sample"].Context })
        {
            var random = either["random_num"].AsInt64()!.Value;
            Assert.Equal(random >= 5 ? 10 * random : -random, either["result"].AsInt64());
        }

        var parallel = contexts["parallel-async-dag"].Context;
        Assert.Equal(parallel["segments"].Items.Sum(item => (item.AsInt64()!.Value * 2) + 1), parallel["sum"].AsInt64());
        var parent = contexts["ref-dag"].Context;
        Assert.Equal($"the parts make {parent["sub_context"]["sum"].AsInt64()}", parent["sub_callback"]["print"].AsString());
    }

    [Fact]
    public void EverySample_IsRunByATest()
    {
        var source = File.ReadAllText(Repository.Path("tests", "FlowKit.Tests", "Samples", "SampleTests.cs"));

        Assert.Equal(
            Directory.GetDirectories(Repository.Path("samples")).Select(Path.GetFileName).Order(),
            RunCall().Matches(source).Select(match => match.Groups[1].Value).Order());
    }

    private static Task<string[]> RunAsync(string sample) => RunProcessAsync(sample);

    private static async Task<string[]> RunProcessAsync(string sample, params string[] args)
    {
        var output = Repository.Path("samples", sample, "bin", BuildConfiguration, "net10.0", $"{sample}.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [output, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        using var patience = new CancellationTokenSource(Patience);
        await using var impatience = patience.Token.Register(process.Kill);
        var text = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);

        Assert.Equal((0, string.Empty), (process.ExitCode, await errors));
        return (await text).TrimEnd().Split(Environment.NewLine);
    }

#if DEBUG
    private const string BuildConfiguration = "Debug";
#else
    private const string BuildConfiguration = "Release";
#endif

    [GeneratedRegex("""RunAsync\("(\w+)"\)""")]
    private static partial Regex RunCall();
}
