using FlowKit.Tests.Samples;

namespace FlowKit.Tests.Drawing;

/// <summary>
/// Texts that somebody looked at and approved. After a change that is meant, run the tests with <c>FLOWKIT_APPROVE=1</c>, look at what
/// differs, and commit it with the change.
/// </summary>
internal static class Approved
{
    public static void Check(string text, params string[] path)
    {
        var file = Repository.Path(path);
        if (Environment.GetEnvironmentVariable("FLOWKIT_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"{string.Join('/', path)} is not there yet: run the tests with FLOWKIT_APPROVE=1.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }
}
