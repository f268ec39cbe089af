namespace FlowKit.Core.Tests.Architecture;

/// <summary>The rooms of FlowKit.Core are those of docs/architecture.md, and name no other ones than it says.</summary>
public class RoomsTests
{
    private static readonly List<(string Name, string[] MayName)> Table = MapTable.Under("Rooms of FlowKit.Core");
    private static readonly HashSet<string> Rooms = [.. Table.Select(row => row.Name)];

    [Fact]
    public void Every_folder_is_a_row_and_every_row_a_folder() => Assert.Equal(
        Repository.Folders("src", "FlowKit.Core").Order(StringComparer.Ordinal), Table.Select(row => row.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_room_names_what_its_row_says()
    {
        var allowed = Table.ToDictionary(row => row.Name, row => row.MayName, StringComparer.Ordinal);
        var strays = Repository.Sources
            .Where(file => file.Project == "FlowKit.Core" && file.Room.Length > 0)
            .SelectMany(file => file.Names(Rooms).Except(allowed[file.Room]).Select(room => $"{file} names {room}"));
        Assert.Empty(strays);
    }

    [Fact]
    public void Arrows_point_up_the_table_so_there_is_no_circle() => Assert.All(
        Table.Index(), row => Assert.Empty(row.Item.MayName.Except(Table.Take(row.Index).Select(above => above.Name))));

    [Theory]
    [InlineData("using FlowKit.Running;", "Running")]
    [InlineData("using static FlowKit.Running.Views;", "Running")]
    [InlineData("using Plan = FlowKit.Planning.FlowPlan;", "Planning")]
    [InlineData("    var plan = new Planning.FlowPlan();", "Planning")]
    [InlineData("    var plan = global::FlowKit.Planning.FlowPlan.Empty;", "Planning")]
    [InlineData("    var code = flow.Errors.Count;", null)]
    [InlineData("    private readonly Values _values;", null)]
    public void The_names_of_a_file_are_seen(string line, string? room) =>
        Assert.Equal(room is null ? [] : [room], new SourceFile("FlowKit.Core", ["Storing"], "Any", 1, line).Names(Rooms));
}
