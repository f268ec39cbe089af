using System.Reflection;
using System.Text.RegularExpressions;
using FlowKit.Errors;

namespace FlowKit.Tests.Docs;

/// <summary>The constants of <see cref="FlowErrorCodes"/> and the rows of docs/errors.md are the same list.</summary>
public partial class ErrorListTests
{
    [Fact]
    public void Every_code_has_a_row_and_every_row_a_code()
    {
        Assert.Empty(Codes().Except(Rows().Select(row => row.Code)));
        Assert.Empty(Rows().Select(row => row.Code).Except(Codes()));
    }

    [Fact]
    public void No_number_is_used_twice()
    {
        Assert.Equal(Codes().Count, Codes().Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Rows().Count, Rows().Select(row => row.Code).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_code_has_the_form_of_one() => Assert.All(Codes(), code => Assert.Matches("^FLOW[1-79][0-9]{3}$", code));

    [Fact]
    public void Every_row_says_what_it_means_and_how_to_cure_it_under_the_heading_of_its_range() => Assert.All(Rows(), row =>
    {
        Assert.EndsWith(".", row.Meaning, StringComparison.Ordinal);
        Assert.EndsWith(".", row.Cure, StringComparison.Ordinal);
        Assert.Contains($"FLOW{row.Code[4]}xxx", row.Heading, StringComparison.Ordinal);
    });

    private static List<string> Codes() =>
        [.. typeof(FlowErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    private static List<(string Code, string Meaning, string Cure, string Heading)> Rows()
    {
        var rows = new List<(string Code, string Meaning, string Cure, string Heading)>();
        var heading = string.Empty;
        foreach (var line in File.ReadLines(Path.Combine(Root(), "docs", "errors.md")))
        {
            heading = line.StartsWith("## ", StringComparison.Ordinal) ? line : heading;
            if (Row().Match(line) is { Success: true } row)
            {
                rows.Add((row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, heading));
            }
        }

        return rows;
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "FlowKit.sln")))
        {
            at = at.Parent;
        }

        return at.FullName;
    }

    [GeneratedRegex(@"^\| (FLOW\d+) \| (.+) \| (.+) \|$")]
    private static partial Regex Row();
}
