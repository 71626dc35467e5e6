# what tools/ installs and distributes
