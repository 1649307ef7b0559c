"""The overview strip: how many events when, which the filter lets through, which are on screen."""
