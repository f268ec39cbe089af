using System.Xml.Linq;

namespace FlowKit.Core.Tests.Architecture;

/// <summary>The projects below <c>src</c> are those of docs/architecture.md, and reference no other ones than it says.</summary>
public class ProjectsTests
{
    private static readonly List<(string Name, string[] MayName)> Table = MapTable.Under("Projects");

    [Fact]
    public void Every_project_is_a_row_and_every_row_a_project() =>
        Assert.Equal(Repository.Folders("src").Order(StringComparer.Ordinal), Table.Select(row => row.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_project_references_what_its_row_says() => Assert.All(Table, row => Assert.Empty(References(row.Name).Except(row.MayName)));

    [Fact]
    public void Arrows_point_up_the_table() => Assert.All(
        Table.Index(), row => Assert.Empty(row.Item.MayName.Except(Table.Take(row.Index).Select(above => above.Name))));

    [Fact]
    public void The_core_references_no_package() => Assert.Empty(Project("FlowKit.Core").Descendants("PackageReference"));

    private static IEnumerable<string> References(string project) => Project(project).Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

    private static XDocument Project(string name) => XDocument.Load(Path.Combine(Repository.Root, "src", name, $"{name}.csproj"));
}
