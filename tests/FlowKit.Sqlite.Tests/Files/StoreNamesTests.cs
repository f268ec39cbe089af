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

    [LinuxTheory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task Nothing_is_kept_while_another_file_lies_in_the_place_of_the_store(string which)
    {
        using var other = new StoreFolder();
        await using (var store = other.Open())
        {
            await store.CreateAsync(Some.Header("other"));
            File.Copy(other.File + which, System.IO.Path.Combine(_folder.Path, "other"));
        }

        var (there, away) = (_folder.File + which, System.IO.Path.Combine(_folder.Path, "away"));
        byte[] expected;
        await using (var store = _folder.Open())
        {
            Assert.True(await store.CreateAsync(Some.Header("before")));
            File.Move(there, away);
            File.Move(System.IO.Path.Combine(_folder.Path, "other"), there);
            expected = File.ReadAllBytes(there);
            foreach (var act in (Func<Task>[])[async () => await store.CreateAsync(Some.Header("lost")), async () => await store.LoadAsync("before", default)])
            {
                var fault = await Assert.ThrowsAsync<FlowException>(act);
                Assert.Equal(FlowErrorCodes.StoreUnreachable, fault.Code);
                Assert.Contains("another file", fault.Message, StringComparison.Ordinal);
            }
        }

        // Its end writes nothing there, and removes nothing of it.
        Assert.Equal(expected, File.ReadAllBytes(there));
        File.Move(away, there, overwrite: true);
        await using var again = _folder.Open();
        Assert.Equal(["before"], await again.OpenIdsAsync());
    }

    [LinuxFact]
    public async Task A_store_whose_file_is_put_back_goes_on()
    {
        await using var store = _folder.Open();
        Assert.True(await store.CreateAsync(Some.Header("before")));
        var away = System.IO.Path.Combine(_folder.Path, "away");
        File.Move(_folder.File, away);
        File.WriteAllText(_folder.File, "something else");
        await Assert.ThrowsAsync<FlowException>(async () => await store.CreateAsync(Some.Header("lost")));
        File.Move(away, _folder.File, overwrite: true);
        Assert.True(await store.CreateAsync(Some.Header("after")));
        Assert.Equal(["after", "before"], (await store.OpenIdsAsync()).Order());
    }

    [LinuxFact]
    public async Task A_lock_that_was_removed_is_taken_again_by_the_next_save()
    {
        await using var store = _folder.Open();
        File.Delete(_folder.File + "-lock");
        Assert.True(await store.CreateAsync(Some.Header("a")));
        Assert.Equal(FlowErrorCodes.StoreInUse, Assert.ThrowsAny<FlowException>(() => _folder.Open()).Code);
        Assert.True(await store.CreateAsync(Some.Header("b")));
    }

    [LinuxFact]
    public async Task A_store_whose_lock_was_removed_and_taken_by_another_keeps_nothing_any_more()
    {
        await using var first = _folder.Open();
        Assert.True(await first.CreateAsync(Some.Header("a")));
        File.Delete(_folder.File + "-lock");
        await using (var second = _folder.Open())
        {
            var fault = await Assert.ThrowsAsync<FlowException>(async () => await first.CreateAsync(Some.Header("lost")));
            Assert.Equal(FlowErrorCodes.StoreInUse, fault.Code);
            Assert.True(await second.SaveAsync("a", 2, "two"));
        }

        // What the other one kept, this one would not know.
        await Assert.ThrowsAsync<FlowException>(async () => await first.SaveAsync("a", 2, "lost"));
        await first.DisposeAsync();
        await using var third = _folder.Open();
        Assert.Equal("2: start two", await third.ShowAsync("a"));
        Assert.Equal(["a"], await third.OpenIdsAsync());
    }

    public void Dispose() => _folder.Dispose();
}
