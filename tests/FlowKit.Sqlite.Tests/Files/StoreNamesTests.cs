using FlowKit.Errors;

namespace FlowKit.Sqlite.Tests.Files;

/// <summary>The files of a store in use: its locks on them, and their names.</summary>
public sealed class StoreNamesTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    // Without them another program that closes the file takes the write-ahead log away.
    [LinuxFact]
    public void A_second_opening_takes_no_lock_from_the_first()
    {
        using var store = _folder.Open();
        Assert.True(OpenFiles.HoldsLocks(_folder.File));
        Assert.ThrowsAny<FlowException>(() => _folder.Open());
        Assert.True(OpenFiles.HoldsLocks(_folder.File));
    }

    [LinuxFact]
    public void An_opening_that_another_program_stands_in_the_way_of_leaves_no_file_open()
    {
        _folder.Open().Dispose();
        using var other = StoreFolder.OpenForeign(_folder.File);
        StoreFolder.Run(other, "BEGIN IMMEDIATE");
        
        // SQLite itself holds the file open for as long as the other has it locked, but not the log.
        var before = OpenFiles.Count(_folder.File + "-wal");
        var fault = Assert.ThrowsAny<FlowException>(() => _folder.Open());
        Assert.Equal(FlowErrorCodes.StoreInUse, fault.Code);
        Assert.Contains("locked by another program", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, OpenFiles.Count(_folder.File + "-wal"));
    }

    [LinuxTheory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task Nothing_is_kept_in_a_file_that_was_removed_and_none_is_made_in_its_place(string which)
    {
        await using var store = _folder.Open();
        Assert.True(await store.CreateAsync(Some.Header("before")));
        var (there, away) = (_folder.File + which, System.IO.Path.Combine(_folder.Path, "away"));
        File.Move(there, away);

        foreach (var act in (Func<Task>[])[async () => await store.CreateAsync(Some.Header("lost")), async () => await store.LoadAsync("before", default)])
        {
            var fault = await Assert.ThrowsAsync<FlowException>(act);
            Assert.Equal(FlowErrorCodes.StoreUnreachable, fault.Code);
            Assert.Contains("removed or moved away", fault.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(there));
        File.Move(away, there);
        Assert.True(await store.CreateAsync(Some.Header("after")));
        using var crashed = _folder.AfterCrash();
        await using var again = crashed.Open();
        Assert.Equal(["after", "before"], (await again.OpenIdsAsync()).Order());
    }

    public void Dispose() => _folder.Dispose();
}
