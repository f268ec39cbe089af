using FlowKit.Errors;

namespace FlowKit.Reading;

/// <summary>The way from a document's root to where the reader is; a place is only made of it when there is a fault to tell.</summary>
internal sealed class SourcePath
{
    private readonly List<(string? Name, int Index)> _steps = [];

    public void Enter(string name) => _steps.Add((name, 0));

    public void Enter(int index) => _steps.Add((null, index));

    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    public SourcePlace Place(string? file, int line, int column)
    {
        var place = SourcePlace.Root(file, line, column);
        foreach (var (name, index) in _steps)
        {
            place = name is null ? place.Item(index, line, column) : place.Member(name, line, column);
        }

        return place;
    }
}
