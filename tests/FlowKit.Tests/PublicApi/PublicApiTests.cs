using FlowKit.AspNetCore;
using FlowKit.Testing;
using FlowKit.Tests.Samples;

namespace FlowKit.Tests.PublicApi;

/// <summary>
/// What others can use of a package is what somebody approved. After a change that is meant, run these tests with
/// <c>FLOWKIT_APPROVE=1</c>, read what differs, and commit it with the change.
/// </summary>
public class PublicApiTests
{
    [Theory]
    [InlineData(typeof(FlowEngine))]
    [InlineData(typeof(FlowYaml))]
    [InlineData(typeof(FlowEndpoints))]
    [InlineData(typeof(FlowTestBed))]
    public void The_public_surface_is_the_approved_one(Type one)
    {
        var path = Repository.Path("tests", "FlowKit.Tests", "PublicApi", $"{one.Assembly.GetName().Name}.approved.txt");
        var surface = PublicSurface.Of(one.Assembly);
        if (Environment.GetEnvironmentVariable("FLOWKIT_APPROVE") == "1")
        {
            File.WriteAllText(path, surface);
        }

        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : string.Empty;
        Assert.Empty(Difference(Lines(approved), Lines(surface)));
        Assert.Equal(Lines(approved), Lines(surface));
    }

    private static IEnumerable<string> Difference(string[] approved, string[] surface) =>
        [.. approved.Except(surface).Select(line => $"gone: {line.Trim()}"), .. surface.Except(approved).Select(line => $"new: {line.Trim()}")];

    private static string[] Lines(string text) => text.Split('\n');
}
