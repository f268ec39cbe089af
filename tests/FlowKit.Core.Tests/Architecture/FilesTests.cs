namespace FlowKit.Core.Tests.Architecture;

/// <summary>What a reader of <c>src</c> may rely on: folder = namespace, one type a file under its name, files that fit a head.</summary>
public class FilesTests
{
    private const int MostLines = 400;

    /// <summary>Types too small for a file of their own, and whose file they share.</summary>
    private static readonly Dictionary<string, string> Companions = new(StringComparer.Ordinal)
    {
        ["BareNode"] = "IPathNode",
        ["PlacedNode"] = "IPathNode",
    };

    // A program of top-level statements has neither a namespace nor a type.
    private static readonly SourceFile[] Files = [.. Repository.Sources.Where(file => file is not { Folders: [], Name: "Program" })];

    [Fact]
    public void The_sources_are_there() => Assert.InRange(Files.Length, 300, 3000);

    [Fact]
    public void The_folder_is_the_namespace() => Assert.All(Files, file =>
        Assert.Equal(string.Join('.', [RootOf(file), .. file.Folders]), file.Namespace));

    [Fact]
    public void A_file_holds_the_type_it_is_named_after()
    {
        Assert.All(Files, file => Assert.Equal(
            [file.Name.Split('.')[0]], file.Types.Where(type => !(Companions.TryGetValue(type, out var owner) && owner == file.Name))));
    }

    // The extensions of a package's front stand where hosts see them with one using.
    private static string RootOf(SourceFile file) =>
        file.Project == "FlowKit.Core" || (file.Folders.Length == 0 && file.Name.EndsWith("Extensions", StringComparison.Ordinal))
            ? "FlowKit"
            : file.Project;

    [Fact]
    public void No_companion_is_listed_that_is_gone() =>
        Assert.All(Companions, pair => Assert.Contains(Files, file => file.Name == pair.Value && file.Types.Contains(pair.Key)));

    [Fact]
    public void No_file_is_longer_than_a_head_can_hold() => Assert.Empty(
        Repository.Sources.Where(file => file.Lines > MostLines).Select(file => $"{file} has {file.Lines} lines; there may be {MostLines}"));
}
